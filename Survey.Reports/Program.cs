using Survey.Reports;

return await CommandLine.Runner().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
