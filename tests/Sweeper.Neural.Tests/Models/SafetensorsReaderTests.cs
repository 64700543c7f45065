using System.Buffers.Binary;
using System.Text;
using Sweeper.Neural.Models;

namespace Sweeper.Neural.Tests.Models;

public sealed class SafetensorsReaderTests
{
    private static readonly float[] First = [1, -0f, float.NaN, float.Epsilon];
    private static readonly float[] Second = [7];

    [Fact]
    public void Read_WhatWasWritten_HasTheSameBitsAndTexts()
    {
        float[] first = new float[4], second = new float[1];
        var reader = new SafetensorsReader(new MemoryStream(Written()));

        reader.Read([NamedTensor.Of("second", second), NamedTensor.Of("first", first)]);

        Assert.Equal(First.Select(BitConverter.SingleToUInt32Bits), first.Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal(Second, second);
        Assert.Equal(["first", "second"], reader.Tensors.Select(t => t.Name));
        Assert.Equal("ü\n", reader.Metadata["note"]);
    }

    [Fact]
    public void Read_LongerThanAPiece_HasTheSameNumbers()
    {
        float[] values = [.. Enumerable.Range(0, (1 << 18) + 3)], read = new float[values.Length];
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [NamedTensor.Of("values", values)], new Dictionary<string, string>());
        stream.Position = 0;
        new SafetensorsReader(stream).Read([NamedTensor.Of("values", read)]);
        Assert.Equal(values, read);
    }

    [Fact]
    public void Read_OtherTensors_IsRefusedAndChangesNothing()
    {
        float[] first = [9, 9, 9, 9];
        var reader = new SafetensorsReader(new MemoryStream(Written()));

        Assert.Equal("it has a tensor 'second' too many", Refusal(() => reader.Read([NamedTensor.Of("first", first)])));
        Assert.Equal(
            "it has no tensor 'third'",
            Refusal(() => reader.Read([NamedTensor.Of("first", first), NamedTensor.Of("third", first)])));
        Assert.Equal(
            "'second' has the shape [1] in it, not [4]",
            Refusal(() => reader.Read([NamedTensor.Of("first", first), NamedTensor.Of("second", first)])));
        Assert.All(first, x => Assert.Equal(9, x));
    }

    [Theory]
    [InlineData("[]", "its header is not a JSON object")]
    [InlineData("{", "its header is not JSON")]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "its header names 'x' twice")]
    [InlineData("""{"x":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}""", "'x' is not of the type F32")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", "'x' has no data_offsets")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "the place of 'x' does not fit its shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "the shape of 'x' cannot be right")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2000000000,2000000000,2000000000],"data_offsets":[0,8]}}""", "'x' is too large")]
    [InlineData("""{"x":{"dtype":"F32","shape":[0.5],"data_offsets":[0,8]}}""", "the shape of 'x' are no integers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "its numbers do not fill it")]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "the numbers of 'x' do not follow those before them")]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "the numbers of 'y' do not follow those before them")]
    [InlineData(
        """{"__metadata__":{"a":1},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "its metadata 'a' is no text")]
    [InlineData("""{"x":7}""", "its header does not describe 'x'")]
    public void Open_HeaderThatIsWrong_IsRefusedWithTheReason(string header, string reason)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(header), file = new byte[8 + bytes.Length + 8];
        BinaryPrimitives.WriteInt64LittleEndian(file, bytes.Length);
        bytes.CopyTo(file, 8);
        Assert.Equal(reason, Refusal(() => _ = new SafetensorsReader(new MemoryStream(file))));
    }

    [Fact]
    public void Open_FileCutOffOrWithOneBitChangedInItsHeader_IsReadOrRefusedAndNothingElse()
    {
        byte[] good = Written();
        for (int i = 0; i < good.Length; i++)
        {
            Assert.ThrowsAny<InvalidDataException>(() => new SafetensorsReader(new MemoryStream(good[..i])));
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. good];
                changed[i] ^= (byte)(1 << bit);
                try
                {
                    new SafetensorsReader(new MemoryStream(changed)).Read(
                        [NamedTensor.Of("first", new float[4]), NamedTensor.Of("second", new float[1])]);
                }
                catch (InvalidDataException)
                {
                }
            }
        }
    }

    private static string Refusal(Action read) => Assert.Throws<InvalidDataException>(read).Message;

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(
            stream,
            [NamedTensor.Of("first", First), NamedTensor.Of("second", Second)],
            new Dictionary<string, string> { ["note"] = "ü\n" });
        return stream.ToArray();
    }
}
