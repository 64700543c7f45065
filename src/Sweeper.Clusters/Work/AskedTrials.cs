using Sweeper.Clusters.Files;

namespace Sweeper.Clusters.Work;

/// <summary>Asks the run for one trial after the other, until there is none, or no run.</summary>
internal sealed class AskedTrials(ClusterFolder folder, TaskPlace place, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The attempts that this task is to make; first those that an earlier start of it was given.</summary>
    /// <param name="stop">Cancelled when the task is asked to leave.</param>
    public IEnumerable<AttemptKey> Read(CancellationToken stop)
    {
        var answers = new GrowingLines<TaskAnswer>(folder.Answers(place.Submission, place.Task));
        int count = 0;
        HeadSign? head = null;
        while (!stop.IsCancellationRequested && !File.Exists(folder.StopMark) && head?.IsGone() != true)
        {
            int before = count;
            foreach (TaskAnswer answer in answers.Read())
            {
                count++;
                if (answer.Attempt is not AttemptKey key)
                    yield break;
                yield return key;
            }

            if (count > before)
            {
                head = null;
            }
            else if (head is null)
            {
                Ask(count + 1);
                head = new HeadSign(folder, time);
            }
            else
            {
                stop.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private void Ask(int number)
    {
        string request = folder.Request(place.Submission, place.Task, number);
        try
        {
            new FileStream(request, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (File.Exists(request))
        {
            // An earlier start of the task asked already.
        }
    }
}
