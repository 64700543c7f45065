namespace Sweeper.Datasets.Png;

/// <summary>A file is no PNG that can be read; the message completes "… cannot be used: ".</summary>
internal sealed class PngException(string message, Exception? inner = null) : Exception(message, inner);
