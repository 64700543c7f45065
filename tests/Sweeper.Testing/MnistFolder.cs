namespace Sweeper.Testing;

/// <summary>Where the files of MNIST lie on this machine.</summary>
public static class MnistFolder
{
    /// <summary>The data folder with a folder mnist in it; without one the test is skipped.</summary>
    public static string Need()
    {
        string?[] folders = [Environment.GetEnvironmentVariable("SWEEPER_DATA"), Path.Combine(Checkout.Root, "data")];
        return Requirement.Need(
            folders.FirstOrDefault(folder => folder is not null && Directory.Exists(Path.Combine(folder, "mnist"))),
            "Set SWEEPER_DATA to a folder with mnist/ in it, or put MNIST's four files into data/mnist.");
    }
}
