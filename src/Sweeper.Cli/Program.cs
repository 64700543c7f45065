Console.WriteLine("sweeper");
