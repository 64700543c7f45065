namespace Sweeper.Datasets.Published;

/// <summary>One file of a published dataset.</summary>
/// <param name="Name">Without <c>.gz</c>; both forms are looked for on disk, and <c>.gz</c> is what mirrors are asked
/// for.</param>
/// <param name="Sha256">Of the unpacked content: 64 lower-case hexadecimal digits; null where none is published. Downloads must
/// match it; files put there by hand may differ.</param>
/// <param name="Length">Bytes of the unpacked content, which downloads must have; null where <paramref name="Sha256"/> says
/// enough.</param>
/// <param name="PackedSha256">Of the file with <c>.gz</c> as mirrors have it, where that is what is published; null otherwise.</param>
public sealed record DatasetFile(string Name, string? Sha256, long? Length = null, string? PackedSha256 = null);
