namespace Sweeper.Datasets;

/// <summary>
/// A dataset is missing, damaged or cannot be fetched; the message, of one line, names files and folders and says what to do.
/// Control characters in those names are not in it.
/// </summary>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(PrintableText.Of(message), inner);
