using System.Text;

namespace Sweeper.Datasets.Tests.Arrays;

/// <summary>Writes arrays in NumPy's npy format, right ones and wrong ones.</summary>
internal static class NpyBytes
{
    /// <param name="type">The type as NumPy writes it, such as <c>|u1</c>.</param>
    /// <param name="shape">The shape as Python writes it.</param>
    /// <param name="data">The numbers.</param>
    public static byte[] Of(string type, string shape, byte[] data) =>
        WithHeader($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}", data);

    public static byte[] WithHeader(string header, byte[] data)
    {
        string padded = header.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)padded.Length, (byte)(padded.Length >> 8), .. Encoding.ASCII.GetBytes(padded),
            .. data];
    }
}
