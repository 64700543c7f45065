using System.CommandLine;
using Sweeper.Cli.Outputs;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Training.ModelExports;

namespace Sweeper.Cli.Commands.Models;

/// <summary><c>models export</c>: a saved network as a file of another format.</summary>
internal sealed class ModelsExportCommand : SweeperCommand
{
    private const string ToName = "--to";

    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP[/TRIAL]")
    {
        Description = "A trial, such as quickstart/7. A sweep alone stands for its best trial.",
    };

    private readonly Option<string> _to = new(ToName)
    {
        Description = $"The file to write; its ending says in which format: {ModelExport.Endings}.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> _results = SharedOptions.Results();

    public ModelsExportCommand(CommandContext context)
        : base(
            "export",
            "Write the saved network of a trial as an ONNX model, or its weights for NumPy or safetensors.",
            "sweeper models export quickstart/7 --to model.onnx")
    {
        _context = context;
        Add(_what);
        Add(_to);
        Add(_results);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string path = arguments.GetValue(_to)!, results = arguments.GetValue(_results)!;
        using var reader = SqliteSweepReader.Open(results);
        TrialModel model = TrialModel.Find(reader, arguments.GetValue(_what)!);
        Action<Stream> write = ModelExport.To(path, model.Network, model.Sweep, model.Trial);
        OutputPath.Check(path, results, ToName);
        ExportFile.WriteBytes(path, write, "The model", ToName);
        _context.Output.Profile.Out.Writer.WriteLine(Path.GetFullPath(path));
        return ExitCode.Done;
    }
}
