namespace Sweeper.Testing;

/// <summary>Writes a folder of PNG files for each of three classes of little landscapes, told apart by their colours.</summary>
public static class ColorFolders
{
    /// <summary>Width and height of the images.</summary>
    public const int Side = 12;

    private const int ColorType = 2;

    /// <summary>The classes, in the order of their labels.</summary>
    public static readonly string[] Classes = ["meadow", "sea", "sunset"];

    // Sky and ground of each class.
    private static readonly (int[] Sky, int[] Ground)[] Landscapes =
        [([150, 200, 240], [60, 150, 40]), ([190, 220, 240], [20, 80, 160]), ([240, 130, 40], [60, 30, 50])];

    /// <summary>Writes them.</summary>
    /// <param name="folder">Gets a folder for each class.</param>
    /// <param name="count">Images of each class.</param>
    public static void Write(string folder, int count)
    {
        for (int label = 0; label < Classes.Length; label++)
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, Classes[label])).FullName;
            for (int i = 0; i < count; i++)
                File.WriteAllBytes(Path.Combine(own, $"{i:000}.png"), Image(label, Side, i));
        }
    }

    /// <summary>A square picture of a class, with a horizon and a noise that depend on <paramref name="seed"/>.</summary>
    public static byte[] Image(int label, int side, int seed)
    {
        var random = new Random(1000 * label + seed);
        int horizon = random.Next(side / 3, side * 2 / 3);
        return PngBytes.Image(side, side, 8, ColorType, false, (_, y, c) =>
            Math.Clamp((y < horizon ? Landscapes[label].Sky : Landscapes[label].Ground)[c] + random.Next(-40, 41), 0, 255));
    }
}
