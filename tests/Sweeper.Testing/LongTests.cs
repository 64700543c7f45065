namespace Sweeper.Testing;

/// <summary>
/// Tests that take long in full: every system call that can fail, a hundred kills, trainings on MNIST. They run when the
/// variable <c>SWEEPER_TESTS</c> is <c>all</c>, as it is in CI, and are skipped otherwise. Each stands beside a test that always
/// runs and shows the same with a small sample.
/// </summary>
internal static class LongTests
{
    private const string Variable = "SWEEPER_TESTS";

    /// <summary>Why they are skipped; null when they run.</summary>
    public static string? Skip { get; } = Environment.GetEnvironmentVariable(Variable) == "all"
        ? null
        : $"It takes long, and a sample of it is among the other tests. {Variable}=all dotnet test runs it.";
}

/// <summary>A long test; see <see cref="LongTests"/>. It may be skipped for want of what it needs, too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : SkippableFactAttribute
{
    public LongFactAttribute() => Skip = LongTests.Skip;
}

/// <summary>A long test with a row for each of its cases; see <see cref="LongTests"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongTheoryAttribute : SkippableTheoryAttribute
{
    public LongTheoryAttribute() => Skip = LongTests.Skip;
}
