namespace Sweeper.Datasets.Cifar;

/// <summary>
/// CIFAR-100: 50,000 + 10,000 colour pictures of 32×32 of a hundred kinds of things, the "fine" classes (Krizhevsky, Learning
/// Multiple Layers of Features from Tiny Images, 2009).
/// </summary>
public static class Cifar100Dataset
{
    /// <summary>The archive of the binary version, its checksum, and the site of its author.</summary>
    public static CifarDatasetSource Source { get; } = new()
    {
        Name = "cifar-100",
        Archive = new(
            "cifar-100-binary.tar", null, PackedSha256: "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"),
        Folder = "cifar-100-binary",
        PythonVersion = ["cifar-100-python", "cifar-100-python.tar.gz"],
        TrainFiles = [new("train.bin", 50_000)],
        TestFiles = [new("test.bin", 10_000)],

        // The first is that of the coarse class, one of twenty.
        LabelBytes = 2,
        Mirrors = [new("https://www.cs.toronto.edu/~kriz/")],
        ClassNames =
        [
            "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
            "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
            "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
            "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
            "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
            "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
            "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
            "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
            "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
            "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
        ],
    };
}
