using System.CommandLine;

namespace AwsPrepBot.Benchmarks;

/// <summary>What an option may be. Looked at on the option, for a command's own validators see no default values.</summary>
static class Bounds
{
    /// <summary>Refuses what is not above the limit.</summary>
    public static Option<T> Above<T>(this Option<T> option, T limit) where T : struct, IComparable<T>
    {
        option.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValueOrDefault<T>().CompareTo(limit) <= 0)
                result.AddError($"{option.Name} must be above {limit}.");
        });
        return option;
    }

    /// <summary>Refuses a folder that holds no published program.</summary>
    public static Option<DirectoryInfo?> HoldingProgram(this Option<DirectoryInfo?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<DirectoryInfo?>() is { } folder && !File.Exists(Start.Publishing.ProgramIn(folder.FullName)))
                result.AddError($"{folder.FullName} holds no published program: there is no AwsPrepBot in it.");
        });
        return option;
    }
}
