namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Makes an image for a network of a picture of a digit as MNIST was made (LeCun, Cortes and Burges, The MNIST Database of
/// Handwritten Digits): ink on paper 0, scaled to fit a box of 20 of 28 pixels keeping its proportions, then moved so that its
/// centre of mass is in the middle. Pictures are of any size, with dark ink on light paper or the other way round.
/// </summary>
/// <param name="width">Pixels per row of the image.</param>
/// <param name="height">Rows of the image.</param>
public sealed class PicturePreparation(int width, int height)
{
    private const double BoxShare = 20.0 / 28;

    // Of the contrast; the paper of photographs and scans is not all of one grey.
    private const double FaintestInk = 0.2;

    /// <summary>Scales the whole picture into the frame instead, for images that fill it.</summary>
    public bool KeepsWhole { get; init; }

    /// <summary>Prepares a picture file.</summary>
    /// <returns>[height, width], 0 (paper) … 255 (the darkest ink).</returns>
    /// <exception cref="DatasetException">It is no picture that can be read, or has nothing in it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[] PrepareFile(string path)
    {
        PictureSamples picture = PictureDecoder.Read(path);

        // Ink on nothing is seen before white, unless the ink is white itself.
        return Prepare(picture.Flatten(1, background: byte.MaxValue), picture.Width, picture.Height)
            ?? Prepare(picture.Flatten(1), picture.Width, picture.Height)
            ?? throw new DatasetException($"{path} has nothing in it: all its pixels have nearly the same grey.");
    }

    // pixels [pictureHeight, pictureWidth] → [height, width]
    /// <summary>Prepares a picture; null when it has no contrast.</summary>
    public byte[]? Prepare(byte[] pixels, int pictureWidth, int pictureHeight)
    {
        if (!Picture.HasContrast(pixels))
            return null;
        Picture picture = Picture.Of(pixels, pictureWidth, pictureHeight, FaintestInk);
        PictureBox box = KeepsWhole ? new PictureBox(0, 0, pictureWidth, pictureHeight) : picture.Box();
        double side = KeepsWhole ? Math.Min((double)width / box.Width, (double)height / box.Height)
            : Math.Min(BoxShare * width / box.Width, BoxShare * height / box.Height);
        int scaledWidth = Math.Clamp((int)Math.Round(box.Width * side), 1, width);
        int scaledHeight = Math.Clamp((int)Math.Round(box.Height * side), 1, height);
        double[] scaled = AreaScaling.Scale(picture.Ink, picture.Width, box, scaledWidth, scaledHeight);
        return KeepsWhole
            ? Place(scaled, scaledWidth, scaledHeight, (width - scaledWidth) / 2, (height - scaledHeight) / 2)
            : Centre(scaled, scaledWidth, scaledHeight);
    }

    private byte[] Centre(double[] scaled, int scaledWidth, int scaledHeight)
    {
        double mass = 0, massX = 0, massY = 0;
        for (int i = 0; i < scaled.Length; i++)
        {
            mass += scaled[i];
            massX += scaled[i] * (i % scaledWidth);
            massY += scaled[i] * (i / scaledWidth);
        }

        // The middle of 28 pixels is the fourteenth from 0, as it is in MNIST.
        int left = (int)Math.Floor((width / 2) - (massX / mass) + 0.5), top = (int)Math.Floor(
            (height / 2) - (massY / mass) + 0.5);
        return Place(
            scaled,
            scaledWidth,
            scaledHeight,
            Math.Clamp(left, 0, width - scaledWidth),
            Math.Clamp(top, 0, height - scaledHeight));
    }

    private byte[] Place(double[] scaled, int scaledWidth, int scaledHeight, int left, int top)
    {
        byte[] image = new byte[width * height];
        for (int y = 0; y < scaledHeight; y++)
        {
            for (int x = 0; x < scaledWidth; x++)
                image[((top + y) * width) + left + x] = (byte)Math.Floor(
                    Math.Clamp(scaled[(y * scaledWidth) + x], 0, 255) + 0.5);
        }

        return image;
    }
}
