using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests.Filters;

public sealed class TrialSelectionTests : IDisposable
{
    private static readonly string[] Names =
        ["learning_rate", "batch_size", "activation", "shuffle", "state", "epochs", "objective", "loss", "final_loss", "trial",
            "rank"];

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteSweepReader _reader;
    private readonly SweepRecord _sweep;
    private readonly TrialFields _fields;

    public TrialSelectionTests()
    {
        SweepPlan plan = Mixed();
        using (SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System))
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach (Trial trial in plan.Trials.Where(t => t.Number % 4 != 0))
                Train(journal, trial);
        }

        _reader = SqliteSweepReader.Open(_folder.Root);
        _sweep = _reader.FindSweep("mixed", null)!;
        _fields = _reader.ReadFields(_sweep);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void SelectTrials_AnyFilter_FindsWhatItsDefinitionSays()
    {
        ImmutableArray<SelectedTrial> all = Select(TrialSelection.All).Trials;
        Assert.Equal(24, all.Length);
        Prop.ForAll(
            RandomFilters.Over(Names),
            filter => Assert.Equal(
                all.Where(t => new FilterEvaluator(Values(t)).Evaluate(filter) == true).Select(t => t.Trial.Number).Order(),
                Select(new TrialSelection { Where = filter }).Trials.Select(t => t.Trial.Number).Order()))
                    .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("batch_size = 64 and activation = 'relu'", "1, 4, 5, 8")]
    [InlineData("batch_size > 16 and trial < 9", "1, 5")]
    [InlineData("batch_size != 64 and trial < 6", "2, 3")]
    [InlineData("learning_rate is null", "6, 12, 18, 24")]
    [InlineData("state = 'waiting'", "4, 8, 12, 16, 20, 24")]
    [InlineData("rank <= 2", "22, 23")]
    [InlineData("loss is null and state != 'waiting'", "5, 10, 15")]
    [InlineData("not (loss is null or trial between 1 and 21)", "22, 23")]
    [InlineData("reason like '%LAST%' and trial in (1, 2, 4)", "1, 2")]
    [InlineData("final_loss = loss and trial < 4", "")]
    [InlineData("64 in ('full', '64') and 64 not in ('65', 1) and trial < 3", "1, 2")]
    [InlineData("activation = '''; drop table trials; --'", "")]
    public void SelectTrials_Filter_FindsTheTrials(string filter, string expected) => Assert.Equal(
        expected,
        string.Join(", ", Select(new TrialSelection { Where = FilterParser.Parse(filter) }).Trials.Select(t => t.Trial.Number)
            .Order()));

    [Theory]
    [InlineData("trial:desc", "24, 23, 22")]
    [InlineData("batch_size,trial", "2, 6, 10")]
    [InlineData("batch_size:desc,trial:desc", "23, 19, 15")]
    [InlineData("learning_rate,-trial", "19, 13, 7")]
    public void SelectTrials_OrderAndTop_AreTheFirstOfTheSorted(string order, string expected)
    {
        SelectedTrials found = Select(new TrialSelection { Order = TrialOrder.Parse(order, _fields), Top = 3 });

        Assert.Equal(expected, string.Join(", ", found.Trials.Select(t => t.Trial.Number)));
        Assert.Equal(24, found.MatchCount);
    }

    [Fact]
    public void SelectTrials_NoOrder_IsThatOfTheLeaderboard()
    {
        ImmutableArray<SelectedTrial> trials = Select(TrialSelection.All).Trials;

        Assert.Equal(
            Sweeps.Statistics.Leaderboard.Rank(_reader.ReadTrials(_sweep), _sweep.Objective.Goal)
                .Select(e => (e.Rank, e.Trial.Number)),
            trials.Select(t => (t.Rank, t.Trial.Number)));
    }

    [Fact]
    public void SelectTrials_Trial_HasBothItsEpochs()
    {
        SelectedTrial trial = Select(new TrialSelection { Where = FilterParser.Parse("trial = 1") }).Trials.Single();

        Assert.Equal((1, 2), (trial.Trial.BestEpoch, trial.Trial.LastEpoch));
        Assert.Equal([new MetricValue("accuracy", 0.1), new MetricValue("loss", 0.1)], trial.Trial.BestMetrics.AsEnumerable());
        Assert.Equal([new MetricValue("accuracy", 0), new MetricValue("loss", 1.1)], trial.FinalMetrics.AsEnumerable());
        Assert.NotNull(trial.EndedAt);
    }

    [Fact]
    public void StreamEpochs_AllTrials_AreThoseOfReadEpochs()
    {
        IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> read = _reader.ReadEpochs(_sweep);
        List<EpochRecord> streamed = [.. _reader.StreamEpochs(_sweep)];

        Assert.Equal(18 * 2, streamed.Count);
        Assert.Equal(
            read.OrderBy(e => e.Key).SelectMany(e => e.Value.Select(v => (e.Key, v.Epoch, v.Metrics.Length))),
            streamed.Select(e => (e.TrialNumber, e.Metrics.Epoch, e.Metrics.Metrics.Length)));
        Assert.All(streamed, e => Assert.Equal(e.Metrics.Epoch == 1, e.IsBest));
    }

    [Fact]
    public void StreamTrials_LeftHalfway_LetsTheReaderGoOn()
    {
        Assert.Equal(23, _reader.StreamTrials(_sweep, _fields, TrialSelection.All).First().Trial.Number);
        Assert.Equal(24, _reader.ReadTrials(_sweep).Length);
    }

    [Fact]
    public void FindTrial_Trained_SaysWhereAndWhatItLeft()
    {
        TrialDetails trial = _reader.FindTrial(_sweep, 23)!;

        Assert.Equal(1, trial.Selected.Rank);
        Assert.Equal(Sample.Environment, trial.Environment);
        Assert.Equal(["notes", "weights"], trial.Attachments.Select(a => a.Name));
        Assert.Null(trial.Attachments[0].Path);
        Assert.True(System.IO.File.Exists(trial.Attachments[1].Path));
        Assert.Null(_reader.FindTrial(_sweep, 25));
        Assert.Null(_reader.FindTrial(_sweep, 24)!.Environment);
    }

    private SelectedTrials Select(TrialSelection selection) => _reader.SelectTrials(_sweep, _fields, selection);

    /// <summary>Every value as the filter sees it.</summary>
    private static Dictionary<string, object?> Values(SelectedTrial selected)
    {
        TrialRecord trial = selected.Trial;
        return new Dictionary<string, object?>
        {
            ["learning_rate"] = Plain(trial.Values.Find("learning_rate")),
            ["batch_size"] = Plain(trial.Values.Find("batch_size")),
            ["activation"] = Plain(trial.Values.Find("activation")),
            ["shuffle"] = Plain(trial.Values.Find("shuffle")),
            ["state"] = trial.State.Name(),
            ["epochs"] = (double?)trial.LastEpoch,
            ["objective"] = trial.Objective,
            ["loss"] = Finite(trial.BestMetrics),
            ["final_loss"] = Finite(selected.FinalMetrics),
            ["trial"] = (double)trial.Number,
            ["rank"] = (double?)selected.Rank,
        };
    }

    private static object? Plain(HyperparameterValue? value) => value switch
    {
        null => null,
        NumberValue number => number.Number,
        BooleanValue boolean => boolean.Boolean ? 1.0 : 0.0,
        _ => value.ToString(),
    };

    private static object? Finite(ImmutableArray<MetricValue> metrics) =>
        metrics.Where(m => m.Metric == "loss" && double.IsFinite(m.Value)).Select(m => (object?)m.Value).FirstOrDefault();

    private static void Train(ISweepJournal journal, Trial trial)
    {
        double accuracy = trial.Number / 10.0;
        journal.StartTrial(trial);
        journal.RecordEpoch(trial, Epoch(1, accuracy, trial.Number % 5 == 0 ? double.NaN : accuracy));
        journal.RecordEpoch(trial, Epoch(2, accuracy - 0.1, accuracy + 1));
        TrialState state = trial.Number % 7 == 0 ? TrialState.Diverged : TrialState.Completed;
        TrialResult result = new()
        {
            Attachments =
            [
                new() { Name = "notes", MediaType = "text/plain", Content = new byte[] { 1 } },
                new() { Name = "weights", MediaType = "application/octet-stream", Content = new byte[] { 2 },
                    File = new("models", ".bin") },
            ],
        };
        journal.EndTrial(trial, Sample.Outcome(state, objective: accuracy), result);
    }

    private static EpochMetrics Epoch(int epoch, double accuracy, double loss) => new()
    {
        Epoch = epoch,
        Metrics = [new MetricValue("accuracy", Math.Round(accuracy, 9)), new MetricValue("loss", loss)],
        DurationSeconds = 0.25,
    };

    /// <summary>Numbers, texts, booleans, values that are a number here and a text there, and some that are missing.</summary>
    private static SweepPlan Mixed()
    {
        HyperparameterValue[] batchSizes = [64, 0.1, "full", "64"], activations = ["relu", "tanh", "Relu"];
        ImmutableArray<Trial> trials =
        [
            .. Enumerable.Range(1, 24).Select(number =>
            {
                List<KeyValuePair<string, HyperparameterValue>> values =
                [
                    KeyValuePair.Create("batch_size", batchSizes[(number - 1) % 4]),
                    KeyValuePair.Create("activation", activations[(number - 1) / 8]),
                    KeyValuePair.Create("shuffle", (HyperparameterValue)(number % 2 == 0)),
                ];
                if (number % 6 != 0)
                    values.Add(KeyValuePair.Create("learning_rate", (HyperparameterValue)(number % 6 / 10.0)));
                values.Add(KeyValuePair.Create("index", (HyperparameterValue)number));
                HyperparameterValues own = new(values);
                TrialIdentity identity = TrialIdentity.Of(own, 1);
                return new Trial { Number = number, Repeat = 1, Identity = identity, Seed = number, Values = own,
                    PlannedEpochs = 2 };
            }),
        ];
        SearchSpace space = Sample.SpaceOf(
            ("batch_size", batchSizes), ("activation", activations), ("shuffle", [true, false]),
            ("learning_rate", [0.1, 0.2, 0.3, 0.4, 0.5]), ("index", [1, 2]));
        return Sample.Plan("mixed", space: space) with { Trials = trials };
    }
}
