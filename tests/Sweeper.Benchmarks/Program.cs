using System.CommandLine;
using Sweeper.Benchmarks.Commands;
using Sweeper.Benchmarks.Peers;
using Sweeper.Datasets;
using Sweeper.Sweeps;

const int WrongEnvironment = 3;

RootCommand root = new("Measures how fast Sweeper trains, alone and beside its peers, and how fast it answers.")
{
    new KernelsCommand(),
    new ProductsCommand(),
    PeersCommand.Dense(),
    PeersCommand.Convolution(),
    new GridCommand(),
    new ReferenceCommand(),
    new ScalingCommand(),
    new StoreCommand(),
    new ResultsCommand(),
    new DashboardCommand(),
    new ExperimentsCommand(),
    new SamplersCommand(),
    new ClustersCommand(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is DatasetException or PeerException or SweeperException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return WrongEnvironment;
}
