using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>A line and the step it says.</summary>
/// <param name="Step">The step; null when the line says none.</param>
/// <param name="IsPart">Whether it counts within something, as <c>Step [100/600]</c> may count within an epoch.</param>
/// <param name="IsEpoch">Whether the line calls it an epoch.</param>
/// <param name="Rest">The line without it; <c>|</c> stands where it stood.</param>
internal readonly partial record struct StepText(long? Step, bool IsPart, bool IsEpoch, string Rest)
{
    private static readonly SearchValues<string> Words =
        SearchValues.Create(["ep", "iter", "step", "update", "round", "batch", "mini", "global", "num_", "total_time", "time"],
            StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Prepositions = ["at ", "for ", "in ", "after ", "on "];

    /// <summary>Finds the step of a line. An epoch goes before what counts within it: batches, steps, iterations.</summary>
    public static StepText Find(string line)
    {
        var found = new StepText(null, false, false, line);
        if (line.AsSpan().IndexOfAny(Words) >= 0)
            found = FindNamed(line);
        if (found.Step is null && Leading().Match(found.Rest) is { Success: true } lead)
        {
            bool isPart = lead.Groups["of"].Success && !lead.Groups["train"].Success;
            found = new StepText(Number(lead), isPart, false, "|" + found.Rest[lead.Length..]);
        }

        return found;
    }

    private static StepText FindNamed(string line)
    {
        int best = -1;
        long? step = null;
        bool isPart = false;
        int at = 0;
        StringBuilder? rest = null;
        for (int from = 0; from < line.Length;)
        {
            int word = line.AsSpan(from).IndexOfAny(Words);
            if (word < 0)
                break;

            word += from;
            Match match = word > 0 && (char.IsLetterOrDigit(line[word - 1]) || line[word - 1] is '_' or '#' or '.' or '/' or '-')
                ? Match.Empty : Named().Match(line, word);
            from = match.Success ? word + match.Length : word + 1;
            if (!match.Success)
                continue;

            int rank = Rank(match.Groups["word"].ValueSpan);
            if (rank > best)
                (best, step, isPart) = (rank, rank == 0 ? null : Number(match), rank == 1 && match.Groups["of"].Success);

            // "Loss at step 200: 0.98" and "Results of epoch 3: loss 0.5": the colon belongs to the value, or to the step.
            bool isSign = line[from - 1] == ':'
                && NumberText.MayStart(line, from + (from < line.Length && line[from] == ' ' ? 1 : 0));
            string? preposition = line[from - 1] == ':' && !isSign ? null
                : Prepositions.FirstOrDefault(p => line.AsSpan(at, word - at).EndsWith(p, StringComparison.Ordinal));
            rest ??= new StringBuilder(line.Length);
            rest.Append(line, at, word - at - (preposition?.Length ?? 0)).Append(preposition is null ? "|" : isSign ? ":" : "");
            if (match.Groups["set"].Success)
                rest.Append(match.Groups["set"].ValueSpan).Append('|');
            at = preposition is not null && from < line.Length && line[from] == ' ' ? from + 1 : from;
        }

        return new StepText(step, isPart, best == 3, rest is null ? line : rest.Append(line, at, line.Length - at).ToString());
    }

    private static int Rank(ReadOnlySpan<char> word) => word[0] switch
    {
        'e' or 'E' => 3,
        'g' or 'G' or 'n' or 'N' or 't' or 'T' => 2,
        'b' or 'B' or 'm' or 'M' => 0,
        _ => 1,
    };

    private static long? Number(Match match) =>
        long.TryParse(match.Groups["n"].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long step)
            ? step : null;

    // "Epoch 1/20", "Epoch: [0][ 10/5005]", "Epoch[145] Batch [20]", "Epoch(val) [1][625/625]", "iter=100",
    // "at iteration 77,300".
    [GeneratedRegex(
        @"\G(?<word>global[_ -]?step|num_updates|total_timesteps|num_timesteps|timestep|time ?step|epoch|ep|iter|iteration"
            + @"|step|round|update|episode|mini-?batch|batch)"
        + @"(?![A-Za-z_-])(?: ?(?:\((?<set>[a-z]+)\)|#|no\.?|number))?\s*[:=]?\s*\[?\s*(?<n>\d{1,3}(?:,\d{3})+"
        + @"|\d+)(?![\d%A-Za-z_]|\.\d|,\d\d\d)"
        + @"(?<of>\s*(?:/|of|out of)\s*\d+)?\s*\]?(?:\s*\[\s*\d+\s*/\s*\d+\s*\])?(?:\s*[:\]\)])?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    // "1/5 * Epoch", "[12]", "[12/100]", "[1, 2000]" and "12:<tab>" begin the lines of boosters and tutorials; "Train: [0/50]",
    // "Train: 0 [" those of vision models.
    [GeneratedRegex(
        @"^(?:\s*(?<n>\d+)/\d+ \* Epoch |\s*\[\s*(?<n>\d+)\s*(?:(?<of>/)\s*\d+\s*|,\s*\d+\s*)?\][:,]?|\s*(?<n>\d+):(?=\t)"
        + @"|\W*(?<train>train(?:ing)?)\s*:?\s*\[?\s*(?<n>\d+)(?:(?<of>/)\d+\]?(?:\s*\[\d+/\d+\])?|\s+(?=\[)))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Leading();
}
