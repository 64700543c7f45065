using System.Text.RegularExpressions;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// The bars of Keras and Paddle under <c>Epoch 1/20</c>: only full ones count. One behind the last epoch is an evaluation.
/// </summary>
[Example("Epoch 1/5\n\r 1/90 [....] - ETA: 0s - loss: 2.15\b\b\b\b\r90/90 [====] - 0s 2ms/step - loss: 1.8704 - acc: 0.3259 "
    + "- val_loss: 1.8866",
    "loss@1=1.8704;acc@1=0.3259;val_loss@1=1.8866")]
[Example("Epoch 2/9\n12/12 ━━━━━━━━ 351s 27ms/step - loss: 0.2986 - learning_rate: 5.0000e-04\n"
    + "11/13 ━━━━━━━━ 0s 1ms/step - loss: 0.9\n"
    + "13/13 ━━━━━━━━ 0s 1ms/step - loss: 0.25", "loss@2=0.2986;learning_rate@2=0.0005;evaluate/loss@?=0.25")]
[Example("Epoch 3/9\n - 1s - loss: 0.0344 - val_acc: 0.9761", "loss@3=0.0344;val_acc@3=0.9761")]
[Example("Epoch 3/9\nstep 10/938 [..] - loss: 2.0 - 10ms/step\nstep 938/938 [==] - loss: 0.05 - acc: 0.9 - 5ms/step",
    "loss@3=0.05;acc@3=0.9")]
[Example("375/375 - 1s - loss: 0.0344 - 1s/epoch - 2ms/step", "loss@?=0.0344")]
internal sealed partial class KerasForm : IOutputForm
{
    private readonly List<(string Name, double Value)> _bar = [];
    private string _total = "";
    private long? _lastEpoch;
    private string? _lastTotal;
    private bool _lastValidated;

    public bool Read(string line, OutputContext context)
    {
        int digit = line.AsSpan().TrimStart().IndexOfAnyInRange('0', '9');
        Match match = digit is >= 0 and < 6 && line.Contains(" - ", StringComparison.Ordinal) ? Bar().Match(line) : Match.Empty;
        if (!match.Success || (match.Groups["old"].Success && context.AnnouncedEpoch is null))
        {
            EndLine(context);
            return false;
        }

        _bar.Clear();
        string done = match.Groups["n"].Value;
        _total = match.Groups["of"].Value;
        if (done != _total || line.Contains(" ETA: ", StringComparison.Ordinal))
            return true;

        foreach (string part in match.Groups["rest"].Value.Split(" - "))
        {
            int colon = part.LastIndexOf(": ", StringComparison.Ordinal);
            if (colon > 0 && NumberText.TryParse(part.AsSpan(colon + 2), out double value))
                _bar.Add((part[..colon].Trim(), value));
        }

        return true;
    }

    public void EndLine(OutputContext context)
    {
        if (_bar.Count == 0)
            return;

        bool validated = _bar.Exists(v => v.Name.StartsWith("val_", StringComparison.Ordinal));
        bool isEvaluation = context.AnnouncedEpoch is { } epoch && epoch == _lastEpoch
            && (_total != _lastTotal || (_lastValidated && !validated));
        foreach ((string name, double value) in _bar)
            context.Report(isEvaluation ? $"evaluate/{name}" : name, value, isEvaluation ? null : context.AnnouncedEpoch);

        _bar.Clear();
        if (!isEvaluation)
            (_lastEpoch, _lastTotal, _lastValidated) = (context.AnnouncedEpoch, _total, validated);
    }

    public void End(OutputContext context) => EndLine(context);

    [GeneratedRegex(@"^\s*(?:(?:step +)?(?<n>\d+)/(?<of>\d+|Unknown)\s+(?:\[[=>.]*\]|[━╸╺ ]{2,}|-)"
        + @"|(?<old>-(?= *\d+s\b)))(?<rest>.*)$")]
    private static partial Regex Bar();
}
