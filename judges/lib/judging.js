'use strict';

// What the judge, the signer and the sealer made of mailauth share: command line, DNS server, form of the answer.
// README.md beside this folder describes both.

const fs = require('node:fs');
const path = require('node:path');
const { Resolver } = require('node:dns').promises;
const { parseArgs } = require('node:util');

const CANNOT_RUN = 3;
const WRONG_USAGE = 2;

function judge(prepare) {
    run(async () => {
        const { values, positionals } = options(['dns', 'ip', 'helo', 'mail-from']);
        if (!values.dns || !positionals.length) {
            usage('--dns HOST:PORT [--ip IP --helo NAME --mail-from ADDR] MESSAGE_FILE...');
        }
        const hear = prepare(values);
        for (const file of positionals) {
            const verdict = { judge: program(), version: require('mailauth/package.json').version, ...(await hear(fs.readFileSync(file))) };
            console.log(JSON.stringify(verdict));
        }
    });
}

function signer(sign, needed, optional) {
    run(async () => {
        const { values, positionals } = options([...needed, ...optional]);
        if (!positionals.length || needed.some((name) => !values[name])) {
            usage(`${needed.map((name) => `--${name} ...`).join(' ')} MESSAGE_FILE...`);
        }
        const key = fs.readFileSync(values.key);
        for (const file of positionals) {
            const message = fs.readFileSync(file);
            const fields = await sign(values, key, message);
            process.stdout.write(Buffer.concat([Buffer.from(fields, 'binary'), message]));
        }
    });
}

function resolver(server) {
    const resolver = new Resolver({ timeout: 5000, tries: 1 });
    resolver.setServers([server]);
    return (name, type) => resolver.resolve(name, type);
}

function mailauth() {
    try {
        return require('mailauth');
    } catch (error) {
        return cannot(error.message.split('\n')[0]);
    }
}

function cannot(reason) {
    console.error(reason);
    process.exit(CANNOT_RUN);
}

function options(names) {
    const kinds = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    try {
        return parseArgs({ options: kinds, allowPositionals: true });
    } catch (error) {
        return usage(error.message);
    }
}

function usage(form) {
    console.error(`usage: ${program()} ${form}`);
    process.exit(WRONG_USAGE);
}

function program() {
    return path.basename(process.argv[1]);
}

function run(work) {
    work().catch((error) => {
        console.error(error);
        process.exit(1);
    });
}

module.exports = { judge, signer, resolver, mailauth, cannot };
