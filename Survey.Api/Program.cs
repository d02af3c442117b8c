using Survey.Api.Commands;

return await CommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
