using System.Collections.Frozen;

namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>Words that say nothing by themselves; covering them earns nothing. Negations are not among them.</summary>
static class StopWords
{
    static readonly FrozenSet<string> Words = """
        a an the this that these those there here it its they them their theirs he she his her him we us our ours you your yours i me my mine
        one ones self itself themselves yourself who whom whose which what when where why how
        is are was were be been being am do does did done doing has have had having can could will would shall should may might must
        and or but nor so if then than as at by for from in into of off on onto out over to up with within about above across after again against
        along among around because before below between both during each either every few further here just more most much many only other others
        own same saying contrary some such through too under until upon very via while whereas whether though although yet also still even
        eg ie etc vs per
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}

/// <summary>Words that turn what follows into its opposite.</summary>
static class Negators
{
    static readonly FrozenSet<string> Words = new[] { "not", "no", "never", "without", "nor", "neither", "none", "nothing", "nobody", "nowhere", "unable", "lack", "lacks", "lacking", "non", "unlike", "hardly", "barely", "scarcely", "unsuitable", "unsuited", "unfit", "incapable" }
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
