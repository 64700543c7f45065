namespace Sweeper.Programs.Reports.FileForms;

/// <summary>The forms in which files are read.</summary>
internal static class AllFileForms
{
    private static readonly (Func<FoundFile, bool> Is, Func<FoundFile, FileForm> Create)[] Forms =
    [
        (f => f.Name.Contains("tfevents", StringComparison.Ordinal), f => new EventFile(f)),
        (f => f.Extension == ".wandb", _ => new WandbFile()),
        (MlflowFile.Is, f => new MlflowFile(f)),
        (f => f.Name == "trainer_state.json", f => new TrainerStateFile(f)),
        (ObjectLinesFile.Is, f => new ObjectLinesFile(f)),
        (ResultsFile.Is, f => new ResultsFile(f)),
        (TableFile.Is, f => new TableFile(f)),
    ];

    /// <summary>The form of a file; null when it is of none.</summary>
    public static FileForm? Choose(FoundFile file) => Forms.FirstOrDefault(f => f.Is(file)).Create?.Invoke(file);
}
