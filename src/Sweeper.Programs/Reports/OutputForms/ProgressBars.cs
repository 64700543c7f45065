using System.Text.RegularExpressions;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// tqdm's bars and those like them. A bar becomes a line of what stands before it and of its values, <c>Epoch 1/5: 100%|██| 9/9
/// [00:01&lt;00:00, 2.0it/s, loss=0.4]</c> → <c>Epoch 1/5, loss=0.4</c>, once: when it is full or another takes its place. Each
/// state of a bar that counts epochs is one. What stands behind a bar is a line of its own.
/// </summary>
/// <param name="next">Takes the lines.</param>
internal sealed partial class ProgressBars(Action<string> next)
{
    private string? _held;
    private string _total = "";
    private double _done;
    private long? _step;
    private bool _isFull;

    /// <summary>Takes a line as it was printed.</summary>
    public void Read(string line)
    {
        Match match = MayHaveBar(line) ? Bar().Match(line) : Match.Empty;
        if (!match.Success)
        {
            if (_isFull)
                Release();
            next(line);
            return;
        }

        ReadBar(match);
        string rest = line[(match.Index + match.Length)..];
        if (!string.IsNullOrWhiteSpace(rest))
            Read(rest.TrimStart());
    }

    /// <summary>A line feed: a full bar stands.</summary>
    public void EndLine()
    {
        if (_isFull)
            Release();
    }

    /// <summary>Nothing follows: so does one that was left.</summary>
    public void End() => Release();

    // "45%|", "45% 3/7", "45% ━━": what else has a percent sign is no bar.
    private static bool MayHaveBar(string line)
    {
        for (int at = line.IndexOf('%', StringComparison.Ordinal); at >= 0; at = line.IndexOf('%', at + 1))
        {
            ReadOnlySpan<char> after = line.AsSpan(at + 1);
            if (after.IsEmpty)
                break;
            if (after[0] == '|' || (after.TrimStart(' ') is [var next, ..] && (next is '━' or '╸' || char.IsAsciiDigit(next))))
                return true;
        }

        return line.Contains("it [", StringComparison.Ordinal);
    }

    private void ReadBar(Match match)
    {
        string title = match.Groups["title"].Value.TrimEnd(' ', ':');
        string values = Values().Replace(match.Groups["inside"].Value, "");
        double done = Count(match.Groups["n"].ValueSpan);
        string total = match.Groups["of"].Value;
        long? step = StepText.Find(title).Step;
        if (_held is not null && (total != _total || done < _done || step != _step))
            Release();

        if (values.Length == 0 && title.AsSpan().IndexOfAnyInRange('0', '9') < 0
            && !title.Contains("  ", StringComparison.Ordinal))
            return;

        bool countsEpochs = step is null
            && (title.Contains("epoch", StringComparison.OrdinalIgnoreCase)
            || match.Groups["inside"].Value.Contains("epoch", StringComparison.Ordinal));
        string text = values.Length == 0 ? title : $"{title}, {values}";
        if (countsEpochs && done > 0)
        {
            next($"epoch {match.Groups["n"].Value}, {values}");
            return;
        }

        (_held, _total, _done, _step) = (text, total, done, step);
        _isFull = total.Length == 0 || done >= Count(total);
    }

    private void Release()
    {
        string? held = _held;
        (_held, _isFull) = (null, false);
        if (held is not null)
            next(held);
    }

    private static double Count(ReadOnlySpan<char> text) =>
        double.TryParse(text.TrimEnd("kMGT"), System.Globalization.CultureInfo.InvariantCulture, out double count)
            ? count * (text[^1] switch { 'k' => 1e3, 'M' => 1e6, 'G' => 1e9, _ => 1 }) : 0;

    [GeneratedRegex(
        @"(?<title>.*?)(?:(?<=^|\s|:|\])\s*\d{1,3}(?:\.\d+)?%\s*(?:\|[^|]*\|"
            + @"|[━╸╺─]+)?\s*(?<n>\d[\d.]*[kMGT]?)/(?<of>\d[\d.]*[kMGT]?)|(?<=^|\s|:)(?<n>\d+)it)"
        + @"\s*(?:\[(?<inside>[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\]|[\d.]+ ?\w+/\w+(?: [\d.:<]+s?)+)")]
    private static partial Regex Bar();

    // "00:07<00:00,  1.10it/s, " before the values.
    [GeneratedRegex(@"^[\d:.]*(?:<[\d:?. day,s]*)?,?\s*(?:[\d.?]+\s?[^\s,=]+/[^\s,=]+)?(?:,\s*|$)")]
    private static partial Regex Values();
}
