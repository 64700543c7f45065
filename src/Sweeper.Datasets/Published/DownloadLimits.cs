namespace Sweeper.Datasets.Published;

/// <summary>When a download is given up.</summary>
internal sealed record DownloadLimits
{
    public static DownloadLimits Default { get; } = new();

    /// <summary>For archives of whole datasets: 192 MiB; the one of CIFAR-10 has 162.</summary>
    public static DownloadLimits Archives { get; } = new() { MaxBytes = 192 << 20 };

    /// <summary>For a connection to be made. Default 10 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For an answer to begin, and between any two parts of it. Default 20 s.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest answer taken. Default 64 MiB; the largest file of MNIST has 10.</summary>
    public int MaxBytes { get; init; } = 64 << 20;

    /// <summary>The most an answer may unpack to. Default 256 MiB; the largest file of MNIST has 47.</summary>
    public long MaxUnpackedBytes { get; init; } = 256L << 20;
}
