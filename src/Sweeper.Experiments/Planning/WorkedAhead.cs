using System.Runtime.ExceptionServices;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// What is made for each place, in the order of the places: beyond the first thousands while what came before them is looked at,
/// on all processors. A million cells take half as long on two.
/// </summary>
internal static class WorkedAhead
{
    // Fewer are made before a thread has begun.
    private const int Batch = 8192;

    // So many are one piece of work for a thread.
    private const int Piece = 512;

    /// <param name="count">The places, from 0; they are looked at for as long as the caller asks for more.</param>
    /// <param name="make">Makes what belongs to a place; called by several threads at once.</param>
    public static IEnumerable<T> Of<T>(long count, Func<long, T> make)
    {
        for (long i = 0; i < Math.Min(count, Batch); i++)
            yield return make(i);

        Task<T[]>? ahead = Begin(Batch, count, make);
        for (long first = Batch; ahead is not null; first += Batch)
        {
            T[] made = ahead.GetAwaiter().GetResult();
            ahead = Begin(first + Batch, count, make);
            foreach (T one in made)
                yield return one;
        }
    }

    private static Task<T[]>? Begin<T>(long first, long count, Func<long, T> make) => first >= count ? null : Task.Run(() =>
    {
        var made = new T[Math.Min(Batch, count - first)];
        try
        {
            Parallel.For(0, (made.Length + Piece - 1) / Piece, piece =>
            {
                for (int i = piece * Piece; i < Math.Min(made.Length, (piece + 1) * Piece); i++)
                    made[i] = make(first + i);
            });
        }
        catch (AggregateException exception)
        {
            // As one that is made without threads throws.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return made;
    });
}
