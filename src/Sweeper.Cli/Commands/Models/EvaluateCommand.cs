using System.CommandLine;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Datasets;
using Sweeper.Datasets.Augmentation;
using Sweeper.Experiments.Recorded;
using Sweeper.Neural.Images;
using Sweeper.Neural.Training;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Commands.Models;

/// <summary><c>evaluate</c>: a saved model, or several together, on the test set as it is or transformed.</summary>
internal sealed class EvaluateCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP[/TRIAL]")
    {
        Description = "A trial, such as quickstart/7. A sweep alone stands for its best trial.",
    };

    private readonly Option<double[]> _right = Amounts(
        TransformationKind.ShiftRight, "--shift-right", "Also on images moved N pixels to the right (negative: left).", "N…");
    private readonly Option<double[]> _down = Amounts(
        TransformationKind.ShiftDown, "--shift-down", "Also on images moved N pixels down (negative: up).", "N…");
    private readonly Option<double[]> _rotate = Amounts(
        TransformationKind.Rotate, "--rotate", "Also on images turned D degrees clockwise (negative: the other way).", "D…");
    private readonly Option<double[]> _noise = Amounts(TransformationKind.Noise, "--noise",
        "Also on images with normal noise of standard deviation S, 1 being full ink.", "S…");
    private readonly Option<bool> _ensemble =
        new("--ensemble") { Description = "The best trials of the sweep together: their probabilities are averaged." };
    private readonly Option<int?> _top = SharedOptions.Count(
        "--top", $"With --ensemble: how many of the best trials. Default: {ModelEnsemble.UsualSize}.");
    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public EvaluateCommand(CommandContext context)
        : base(
            "evaluate",
            "Measure a saved model on the test set, as it is or transformed: accuracy, per class, confusion matrix.",
            "sweeper evaluate mnist-grid/9 --shift-right 1 2 3 4 --rotate -20 20")
    {
        _context = context;
        Add(_what);
        foreach (Option option in (Option[])[_right, _down, _rotate, _noise, _ensemble, _top, _results, _data, _format])
            Add(option);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ImageTransformation[] transformations =
        [
            .. Of(TransformationKind.ShiftRight, _right), .. Of(TransformationKind.ShiftDown, _down),
            .. Of(TransformationKind.Rotate, _rotate), .. Of(TransformationKind.Noise, _noise),
        ];
        bool isEnsemble = arguments.GetValue(_ensemble);
        if (arguments.GetValue(_top) is not null && !isEnsemble)
            throw new SweeperException("--top goes with --ensemble; without it one trial is evaluated", FailureKind.Input);
        if (isEnsemble && transformations.Length > 0)
            throw new SweeperException(
                "--ensemble is measured on the test set as it is; leave the transformations out", FailureKind.Input);

        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        string what = arguments.GetValue(_what)!;
        SweepRecord sweep = SweepLookup.FindTrial(reader, what).Sweep;
        if (RecordedExperiment.Find(sweep, TrialKinds.Loader)?.Trial is not (null or NetworkTrialSettings))
            throw new SweeperException($"the trials of '{sweep.Reference}' are programs, and evaluate measures networks that "
                + "Sweeper trained itself", FailureKind.Input);
        TrainingData data = await RecordedDataset.LoadAsync(
            sweep, arguments.GetValue(_data)!, new MessageProgress(_context.Messages.Profile.Out.Writer), cancellationToken)
                .ConfigureAwait(false);
        TableFormat format = arguments.GetValue(_format);
        if (data.Dataset.Table is not null && transformations.Length > 0)
            throw new SweeperException($"the trials of '{sweep.Reference}' read the rows of a table, which cannot be moved, "
                + "turned or disturbed; leave the transformations out", FailureKind.Input);
        if (data.Dataset.Table is { IsRegression: true } && isEnsemble)
            throw new SweeperException($"the trials of '{sweep.Reference}' predict a number, and --ensemble averages the "
                + "probabilities of classes", FailureKind.Input);
        if (data.Dataset.Table is { IsRegression: true })
            EvaluateNumbers(TrialModel.Find(reader, what), data.Dataset, format);
        else if (isEnsemble)
            EvaluateTogether(
                reader, sweep, what, arguments.GetValue(_top) ?? ModelEnsemble.UsualSize, data.Dataset.Test, format);
        else
            Evaluate(reader, what, transformations, data.Dataset, format);
        return ExitCode.Done;

        IEnumerable<ImageTransformation> Of(TransformationKind kind, Option<double[]> option) =>
            (arguments.GetValue(option) ?? []).Distinct().Select(amount => new ImageTransformation(kind, amount));
    }

    private void EvaluateNumbers(TrialModel model, Dataset dataset, TableFormat format)
    {
        SubsetMetrics test = model.Network.Predict(dataset.Test, new double[dataset.Test.Count])!.Value;
        double rmse = Math.Sqrt(test.SquaredError) * model.Network.Table!.TargetDeviation;
        TableWriter.Write(
            new ResultTable(
                [new("trial"), new("target"), new("rows"), Column("test_rmse"), Column("test_r2")],
                [[model.Name, model.Network.Table.Target, dataset.Test.Count, rmse, test.R2]]),
            format,
            _context.Output);

        static TableColumn Column(string name) => new(name, v => TrialText.Metric(name, (double)v));
    }

    private void Evaluate(
        SqliteSweepReader reader, string what, ImageTransformation[] transformations, Dataset dataset, TableFormat format)
    {
        TrialModel model = TrialModel.Find(reader, what);
        ModelEvaluation[] evaluations =
        [
            ModelEvaluation.Of(model.Network, dataset.Test, null),
            .. transformations.Select(t => ModelEvaluation.Of(model.Network, dataset.Test, t)),
        ];
        new EvaluationSheet(model.Name, dataset, evaluations).Write(format, _context.Output);
    }

    private void EvaluateTogether(
        SqliteSweepReader reader, SweepRecord sweep, string what, int top, LabelledImages test, TableFormat format)
    {
        if (what.Contains('/', StringComparison.Ordinal))
            throw new SweeperException(
                $"--ensemble takes the best trials of a sweep; write {sweep.Reference} without a trial", FailureKind.Input);
        TrialFields fields = reader.ReadFields(sweep);
        int[] members =
        [
            .. reader.SelectTrials(sweep, fields, new TrialSelection { Top = top }).Trials.Where(t => t.Rank is not null)
                .Select(t => t.Trial.Number),
        ];
        if (members.Length < 2)
            throw new SweeperException($"'{sweep.Reference}' has {members.Length} trials with a result, and an ensemble takes "
                + "two at least", FailureKind.Input);
        var models = new SavedClassifiers(reader);
        ModelEnsemble ensemble = ModelEnsemble.Of(members.Select(m => models.Load(sweep, m)), test);
        TableWriter.Write(EnsembleTable.Create(sweep, members, ensemble), format, _context.Output);
    }

    private static Option<double[]> Amounts(
        TransformationKind kind, string name, string description, string helpName) => new(name)
    {
        Description = description + " Several amounts make a table.",
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => TransformationAmounts.Parse(kind, name, result),
        DefaultValueFactory = _ => [],
    };
}
