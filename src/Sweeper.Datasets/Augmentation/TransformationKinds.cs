namespace Sweeper.Datasets.Augmentation;

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
