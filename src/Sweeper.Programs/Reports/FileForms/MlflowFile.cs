using Sweeper.Programs.Reports.Notation;
using Sweeper.Programs.Reports.OutputForms;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// A metric of MLflow's file store: <c>mlruns/experiment/run/metrics/name</c>, a line "time value step" for each value.
/// </summary>
internal sealed class MlflowFile(FoundFile file) : LineFile
{
    private const string Folder = "/metrics/";

    private readonly string _name = file.Path[(file.Path.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];

    /// <summary>Whether a file lies where MLflow keeps metrics of the program's, not of the machine.</summary>
    public static bool Is(FoundFile file) => ("/" + file.Path).Contains("/mlruns/", StringComparison.Ordinal)
        && file.Path.Contains(Folder, StringComparison.Ordinal)
        && !file.Path.Contains("/metrics/system/", StringComparison.Ordinal)
        && !file.Path.Contains("/.trash/", StringComparison.Ordinal);

    protected override void ReadLines(string lines, MetricFound found)
    {
        foreach (string line in lines.Split('\n'))
        {
            string[] fields = line.Split(' ');
            if (fields.Length >= 3 && NumberText.TryParse(fields[1], out double value))
                found(_name, value, ObjectForm.Step(fields[2].Trim()));
        }
    }
}
