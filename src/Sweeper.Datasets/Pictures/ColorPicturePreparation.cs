namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Makes an image for a network of colour images of a picture of any size: scaled until it covers the image, each new pixel the
/// mean of the area that it covers, and cut off on both sides where it is too wide or too high.
/// </summary>
/// <param name="width">Pixels per row of the image.</param>
/// <param name="height">Rows of the image.</param>
public sealed class ColorPicturePreparation(int width, int height)
{
    private const int Channels = 3;

    /// <summary>Scales the whole picture to fit into the image instead, with black beside it.</summary>
    public bool KeepsWhole { get; init; }

    /// <summary>Prepares a picture file; grey becomes equal red, green and blue, and what is transparent black.</summary>
    /// <returns>[height, width, 3], red, green and blue, 0 … 255.</returns>
    /// <exception cref="DatasetException">It is no picture that can be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[] PrepareFile(string path)
    {
        PictureSamples picture = PictureDecoder.Read(path);
        return Prepare(picture.Flatten(Channels), picture.Width, picture.Height);
    }

    // pixels [pictureHeight, pictureWidth, 3] → [height, width, 3]
    /// <summary>Prepares a picture.</summary>
    public byte[] Prepare(byte[] pixels, int pictureWidth, int pictureHeight)
    {
        PictureBox from = KeepsWhole
            ? new PictureBox(0, 0, pictureWidth, pictureHeight)
            : Middle(pictureWidth, pictureHeight, width, height);
        PictureBox to = KeepsWhole ? Middle(width, height, pictureWidth, pictureHeight) : new PictureBox(0, 0, width, height);
        byte[] image = new byte[width * height * Channels];
        double[] plane = new double[pictureWidth * pictureHeight];
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int i = 0; i < plane.Length; i++)
                plane[i] = pixels[(i * Channels) + channel];
            double[] scaled = AreaScaling.Scale(plane, pictureWidth, from, to.Width, to.Height);
            for (int i = 0; i < scaled.Length; i++)
            {
                int place = ((to.Top + (i / to.Width)) * width) + to.Left + (i % to.Width);
                image[(place * Channels) + channel] = (byte)Math.Floor(Math.Clamp(scaled[i], 0, 255) + 0.5);
            }
        }

        return image;
    }

    // The largest part in the middle of a frame that has the proportions of something else.
    private static PictureBox Middle(int frameWidth, int frameHeight, int otherWidth, int otherHeight)
    {
        double side = Math.Min((double)frameWidth / otherWidth, (double)frameHeight / otherHeight);
        int boxWidth = Math.Clamp((int)Math.Round(otherWidth * side), 1, frameWidth), boxHeight = Math.Clamp(
            (int)Math.Round(otherHeight * side), 1, frameHeight);
        return new PictureBox((frameWidth - boxWidth) / 2, (frameHeight - boxHeight) / 2, boxWidth, boxHeight);
    }
}
