using Survey.Api;

return await ApiCommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
