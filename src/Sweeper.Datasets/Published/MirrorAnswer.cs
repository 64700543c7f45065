namespace Sweeper.Datasets.Published;

/// <summary>What a mirror gave: content, or the reason in a few words why there is none.</summary>
internal readonly record struct MirrorAnswer(byte[] Content, string? Refusal)
{
    public static MirrorAnswer Refused(string reason) => new([], reason);
}
