using Sweeper.Datasets.Pictures;

namespace Sweeper.Datasets.Tests.Pictures;

/// <summary>A picture's file as it was decoded, without transparency.</summary>
internal sealed record DecodedImage(int Width, int Height, byte[] Pixels)
{
    public static DecodedImage Of(byte[] file, byte background = 0, int channels = 1)
    {
        PictureSamples samples = PictureDecoder.Decode(file);
        return new DecodedImage(samples.Width, samples.Height, samples.Flatten(channels, background));
    }
}
