namespace Sweeper.Datasets.Cifar;

/// <summary>One file of the binary version of a CIFAR dataset.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Records">How many images it has.</param>
public sealed record CifarFile(string Name, int Records);
