using System.CommandLine;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Products;
using Sweeper.Benchmarks.Tables;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>products</c>: dense products beside what this core can do at best.</summary>
internal sealed class ProductsCommand : Command
{
    private readonly Option<int> _sizes = SharedOptions.Count("--sizes", "Random shapes in the sweep of sizes.", 40);
    private readonly Option<int> _rounds = SharedOptions.Count("--rounds", "Measurements of each product; the best counts.", 40);

    public ProductsCommand()
        : base("products", "Dense products in three forms: GFLOPS and per cent of this core's measured peak.")
    {
        Add(_sizes);
        Add(_rounds);
        SetAction(Execute);
    }

    private void Execute(ParseResult arguments)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        MeasuredProduct[] large = [.. ProductShapes.LargeLayer().Select(p => new MeasuredProduct(p))];
        MeasuredProduct[] odd =
        [
            .. from shape in ProductShapes.OddSizes(arguments.GetValue(_sizes))
               from form in Enum.GetValues<ProductForm>()
               select new MeasuredProduct(new DenseProduct(shape, form)),
        ];
        double peak = Measure([.. large, .. odd], arguments.GetValue(_rounds));

        MachineText.Write(output);
        output.WriteLine($"Peak of this core: {Figures.Gigaflops(peak)} GFLOPS of multiply-adds on registers.");
        output.WriteLine();
        WriteLarge(output, large, peak);
        WriteOdd(output, odd, peak);
    }

    /// <summary>Samples all in turn, so that whatever disturbs the machine disturbs each alike.</summary>
    /// <returns>The peak in GFLOPS.</returns>
    private static double Measure(MeasuredProduct[] products, int rounds)
    {
        double peak = 0;
        for (int round = 0; round < rounds; round++)
        {
            peak = Math.Max(peak, FmaPeak.MeasureGigaflops());
            foreach (MeasuredProduct product in products)
                product.Sample();
        }

        return peak;
    }

    private static void WriteLarge(TextWriter output, MeasuredProduct[] products, double peak)
    {
        PlainTable table = new("product", "form", "best GFLOPS", "of peak", "median GFLOPS");
        foreach (MeasuredProduct p in products)
        {
            table.Add(
                p.Product.Shape.ToString(),
                p.Product.FormText,
                Figures.Gigaflops(p.BestGigaflops),
                Figures.Percent(p.BestGigaflops / peak),
                Figures.Gigaflops(p.MedianGigaflops));
        }

        table.Write(output);
    }

    private static void WriteOdd(TextWriter output, MeasuredProduct[] products, double peak)
    {
        string[] forms = [.. products.Select(p => p.Product.FormText).Distinct()];
        PlainTable table = new(["odd sizes", .. forms.Select(f => $"{f} GFLOPS"), .. forms.Select(f => $"{f} of peak")]);
        foreach (IGrouping<ProductShape, MeasuredProduct> shape in products.GroupBy(p => p.Product.Shape))
        {
            table.Add(
            [
                shape.Key.ToString(),
                .. shape.Select(p => Figures.Gigaflops(p.BestGigaflops)),
                .. shape.Select(p => Figures.Percent(p.BestGigaflops / peak)),
            ]);
        }

        table.Write(output);
        MeasuredProduct worst = products.MinBy(p => p.BestGigaflops)!;
        output.WriteLine(
            $"Worst of {Figures.Count(products.Length)}: {worst.Product.FormText} at {worst.Product.Shape} with "
            + $"{Figures.Percent(worst.BestGigaflops / peak)} of peak.");
    }
}
