using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Sweeper.Benchmarks.Kernels;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>kernels</c>: BenchmarkDotNet over the innermost functions.</summary>
internal sealed class KernelsCommand : Command
{
    private readonly Option<string> _filter = new("--filter")
    {
        Description = "Which benchmarks, by a pattern over their full names such as *SparseProduct*.",
        HelpName = "PATTERN",
        DefaultValueFactory = _ => "*",
    };

    public KernelsCommand()
        : base("kernels", "Dense and sparse products, activations, elementwise functions and losses, one by one.")
    {
        Add(_filter);
        SetAction(Execute);
    }

    private void Execute(ParseResult arguments)
    {
        // In this process: its settings are those of the product, and no project has to be restored and built for each run.
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
        Type[] benchmarks =
        [
            typeof(DenseProductBenchmarks), typeof(SparseProductBenchmarks), typeof(SparsePixelsBenchmarks),
            typeof(ActivationBenchmarks), typeof(ElementwiseBenchmarks),
        ];
        BenchmarkSwitcher.FromTypes(benchmarks).Run(["--filter", arguments.GetValue(_filter)!], config);
    }
}
