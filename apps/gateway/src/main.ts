import 'reflect-metadata';
import { createGateway } from './app-module';
import { readConfig } from './gateway-config';
import { webAddresses } from './web-addresses';

const config = readConfig(process.env);
const app = await createGateway(config);
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true }); // ended as asked is no failure
await app.listen(config.PORT, config.HOST);
const port = Number(new URL(await app.getUrl()).port) || config.PORT;
console.log(`whisperNet is on ${webAddresses(config, port).join(' and ')}`);
