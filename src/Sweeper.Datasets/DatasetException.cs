namespace Sweeper.Datasets;

/// <summary>A dataset is missing, damaged or cannot be fetched; the message names files and folders and says what to do.</summary>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
