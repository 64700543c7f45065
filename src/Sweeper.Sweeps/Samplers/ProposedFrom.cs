using System.Globalization;
using System.Text;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// What a proposal was made from, as text: the numbers of the trials that had ended by then, such as <c>1-57,59</c>, those that
/// had failed with an f, such as <c>58f</c>. All others were under way.
/// </summary>
public static class ProposedFrom
{
    /// <param name="ended">Numbers in ascending order, and whether the trial had failed.</param>
    public static string Write(IEnumerable<(int Number, bool HasFailed)> ended)
    {
        var text = new StringBuilder();
        (int First, int Last, bool HasFailed)? run = null;
        foreach ((int number, bool hasFailed) in ended)
        {
            if (run is { } open && open.Last == number - 1 && open.HasFailed == hasFailed)
            {
                run = open with { Last = number };
                continue;
            }

            Append(run);
            run = (number, number, hasFailed);
        }

        Append(run);
        return text.ToString();

        void Append((int First, int Last, bool HasFailed)? numbers)
        {
            if (numbers is not var (first, last, hasFailed))
                return;
            string separator = text.Length == 0 ? "" : ",", to = last == first ? "" : FormattableString.Invariant($"-{last}");
            text.Append(CultureInfo.InvariantCulture, $"{separator}{first}{to}{(hasFailed ? "f" : "")}");
        }
    }

    /// <exception cref="FormatException">The text is none that <see cref="Write"/> makes.</exception>
    public static IEnumerable<(int Number, bool HasFailed)> Read(string text)
    {
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.TrimEnd('f').Split('-');
            int first = int.Parse(ends[0], CultureInfo.InvariantCulture), last = int.Parse(
                ends[^1], CultureInfo.InvariantCulture);
            for (int number = first; number <= last; number++)
                yield return (number, part.EndsWith('f'));
        }
    }
}
