namespace Sweeper.Datasets.Tests;

/// <summary>Reports at once, on the thread that does; <see cref="Progress{T}"/> reports from another thread, later.</summary>
internal sealed class ImmediateProgress(Action<string> report) : IProgress<string>
{
    public void Report(string value) => report(value);
}
