// A straight line through noisy points, by gradient descent. It knows nothing of Sweeper: it takes settings as flags and prints
// a line after each epoch. Run by itself: dotnet run train.cs -- --lr 0.1
using System.Globalization;

double Flag(string name, double otherwise)
{
    int place = Array.IndexOf(args, "--" + name);
    return place < 0 ? otherwise : double.Parse(args[place + 1], CultureInfo.InvariantCulture);
}

double rate = Flag("lr", 0.1), momentum = Flag("momentum", 0);
var random = new Random((int)Flag("seed", 1));
(double X, double Y)[] points = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble() * 4)
    .Select(x => (x, (2 * x) - 1 + (random.NextDouble() / 5)))];
double slope = 0, offset = 0, slopeSpeed = 0, offsetSpeed = 0;
for (int epoch = 1; epoch <= 25; epoch++)
{
    double loss = 0, bySlope = 0, byOffset = 0;
    foreach ((double x, double y) in points)
    {
        double error = (slope * x) + offset - y;
        loss += error * error / points.Length;
        bySlope += 2 * error * x / points.Length;
        byOffset += 2 * error / points.Length;
    }

    slopeSpeed = (momentum * slopeSpeed) - (rate * bySlope);
    offsetSpeed = (momentum * offsetSpeed) - (rate * byOffset);
    (slope, offset) = (slope + slopeSpeed, offset + offsetSpeed);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch} loss={loss:F6} slope={slope:F3}"));
}
