using System.Diagnostics;

namespace Sweeper.EndToEnd.Tests;

/// <summary>Waits for what must come, and not for ever.</summary>
internal static class Deadline
{
    /// <summary>More than anything here takes, on a machine that is busy with other things too.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">Is asked again and again.</param>
    /// <param name="complaint">What the test fails with when it does not hold in time.</param>
    public static Task WaitAsync(Func<Task<bool>> condition, string complaint) => WaitAsync(condition, () => complaint);

    /// <inheritdoc cref="WaitAsync(Func{Task{bool}}, string)"/>
    public static async Task WaitAsync(Func<Task<bool>> condition, Func<string> complaint)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) >= Length)
                Assert.Fail(complaint());
            await Task.Delay(Interval);
        }
    }
}
