using System.Runtime.CompilerServices;

// Most of them wait: for a process to start, to report, or to end.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Sweeper.EndToEnd.Tests;

/// <summary>
/// Has every command that is started here, by a shell too, compile itself with less work: once and for all, and into memory that
/// need not be mapped twice. It has no influence on any result. Commands that run in this process wait for one another, and have
/// a thread each at once.
/// </summary>
internal static class QuickStart
{
    private const int MinimumThreads = 16;

    [ModuleInitializer]
    internal static void Prepare()
    {
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCounting", "0");
        Environment.SetEnvironmentVariable("DOTNET_EnableWriteXorExecute", "0");
        ThreadPool.SetMinThreads(MinimumThreads, MinimumThreads);
    }
}
