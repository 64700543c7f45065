namespace Sweeper.Datasets.Augmentation;

/// <summary>What can be done to all images of a set in the same way.</summary>
public enum TransformationKind
{
    /// <summary>Moved to the right, by pixels.</summary>
    ShiftRight,

    /// <summary>Moved down, by pixels.</summary>
    ShiftDown,

    /// <summary>Turned clockwise about the middle, by degrees.</summary>
    Rotate,

    /// <summary>Normal noise added to each pixel; the amount is its standard deviation, 1 that of full ink.</summary>
    Noise,
}

/// <summary>The names of the kinds of transformation.</summary>
public static class TransformationKinds
{
    /// <summary>Lower-case words joined by underscores.</summary>
    public static string Name(this TransformationKind kind) => kind switch
    {
        TransformationKind.ShiftRight => "shift_right",
        TransformationKind.ShiftDown => "shift_down",
        TransformationKind.Rotate => "rotate",
        TransformationKind.Noise => "noise",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
