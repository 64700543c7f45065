namespace Sweeper.Cli.Tests;

/// <summary>Makes wrong databases of a right one: the same number always gives the same.</summary>
internal static class DamagedDatabase
{
    private const int PageBytes = 4096;
    private const int Kinds = 8;

    /// <summary>A copy with something wrong in it.</summary>
    /// <param name="original">A database of Sweeper.</param>
    /// <param name="number">Decides what is wrong.</param>
    public static byte[] Make(byte[] original, int number)
    {
        Random random = new(number);
        byte[] copy = [.. original];
        switch (number % Kinds)
        {
            case 0:
                return copy[..random.Next(copy.Length)];
            case 1:
                copy.AsSpan(random.Next(copy.Length / PageBytes) * PageBytes, PageBytes).Clear();
                return copy;
            case 2:
                random.NextBytes(copy.AsSpan(random.Next(copy.Length / PageBytes) * PageBytes, PageBytes));
                return copy;
            case 3:
                copy[random.Next(100)] ^= (byte)(1 << random.Next(8));
                return copy;
            case 4:
                Swap(copy, random);
                return copy;
            case 5:
                return Stranger(number, random);
            default:
                for (int flips = 1 << random.Next(8); flips > 0; flips--)
                    copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
                return copy;
        }
    }

    private static void Swap(byte[] copy, Random random)
    {
        Span<byte> one = copy.AsSpan(random.Next(copy.Length / PageBytes) * PageBytes, PageBytes);
        Span<byte> other = copy.AsSpan(random.Next(copy.Length / PageBytes) * PageBytes, PageBytes);
        byte[] kept = one.ToArray();
        other.CopyTo(one);
        kept.CopyTo(other);
    }

    /// <summary>What was never a database of Sweeper: nothing, text, noise, or the first bytes of other formats.</summary>
    private static byte[] Stranger(int number, Random random)
    {
        byte[][] openings =
        [
            [], "name: tiny\n"u8.ToArray(), [0x1f, 0x8b, 8, 0], "PK\u0003\u0004"u8.ToArray(), "%PDF-1.7"u8.ToArray(),
            "SQLite format 3\0"u8.ToArray(),
        ];
        byte[] opening = openings[number / Kinds % openings.Length];
        byte[] noise = new byte[random.Next(3) * PageBytes];
        random.NextBytes(noise);
        return [.. opening, .. noise];
    }
}
