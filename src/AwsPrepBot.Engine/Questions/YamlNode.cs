namespace AwsPrepBot.Engine.Questions;

/// <summary>A piece of a YAML file and the line it starts on, from 1.</summary>
abstract record YamlNode(int Line);

/// <summary>A text. <paramref name="Plain"/>: written without quotes and not as a block, so YAML may take it for a number or a flag.</summary>
sealed record YamlScalar(int Line, string Value, bool Plain) : YamlNode(Line)
{
    /// <summary>Whether YAML reads this as "nothing".</summary>
    public bool IsNull => Plain && Value is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The flag YAML reads this as, or null when it is none.</summary>
    public bool? Flag => !Plain ? null : Value switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };
}

/// <summary>A list.</summary>
sealed record YamlSequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

/// <summary>Keys and values in the order written; a key may be there twice, which is the reader's to report.</summary>
sealed record YamlMapping(int Line, IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries) : YamlNode(Line);

/// <summary>Something that is not read and has been reported already, such as an alias.</summary>
sealed record YamlRefused(int Line) : YamlNode(Line);
