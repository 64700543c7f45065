using System.Globalization;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps;

namespace Sweeper.Experiments.Training;

/// <summary>Refuses networks that do not fit the machine, before anything is allocated for them.</summary>
internal static class NetworkMemory
{
    /// <exception cref="SweeperException">The network needs more memory than there is, or a layer more weights than an array holds.</exception>
    public static void Check(NetworkDefinition definition, int rows, int statesPerWeight)
    {
        Int128 needed = definition.EstimateTrainingBytes(rows, statesPerWeight);
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            throw new SweeperException(
                $"training it needs about {Bytes((double)needed)} of memory, and the machine has {Bytes(available)}; use smaller layers",
                FailureKind.Environment);
        }

        int previous = definition.InputSize;
        foreach (int size in definition.HiddenSizes.Append(definition.OutputSize))
        {
            if ((long)previous * size > Array.MaxLength)
            {
                throw new SweeperException(
                    string.Create(CultureInfo.InvariantCulture, $"a layer of {previous} by {size} has more weights than the limit of {Array.MaxLength}; use smaller layers"),
                    FailureKind.Environment);
            }

            previous = size;
        }
    }

    private static string Bytes(double bytes)
    {
        string[] units = ["bytes", "KB", "MB", "GB", "TB", "PB"];
        int unit = 0;
        while (bytes >= 1000 && unit < units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {units[unit]}");
    }
}
