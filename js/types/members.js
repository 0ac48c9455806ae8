// For Node: prints, as JSON, the members that the npm package @types/titanium declares for the namespaces we implement.
//
//   NODE_PATH=FOLDER_OF_PACKAGES node js/types/members.js
'use strict';
const path = require('node:path');
const ts = require('typescript');

/** Namespaces are looked at as they are, classes through one of their objects. */
const NAMESPACES = ['Network.Socket', 'Stream', 'Codec'];
const CLASSES = ['Network.Socket.TCP', 'IOStream', 'Buffer', 'BufferStream', 'BlobStream', 'Blob', 'Filesystem.FileStream'];

const declarations = path.join(path.dirname(require.resolve('@types/titanium/package.json')), 'index.d.ts');
const program = ts.createProgram([declarations], { types: [], lib: ['lib.es2022.d.ts'] });
const checker = program.getTypeChecker();
const titanium = checker.resolveName('Titanium', program.getSourceFile(declarations), ts.SymbolFlags.Namespace, false);

function find(name) {
    return name.split('.').reduce((symbol, part) => {
        const member = symbol.exports.get(part);
        if (member === undefined) {
            throw new Error(`Titanium.${name} is not declared`);
        }
        return member;
    }, titanium);
}

function membersOf(type) {
    return type.getProperties().filter((member) => member.name !== 'prototype').map((member) => {
        const memberType = checker.getTypeOfSymbol(member);
        const isMethod = (member.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Function)) !== 0;
        const constant = { number: 'number', string: 'string' }[checker.typeToString(memberType)];
        return { name: member.name, kind: isMethod ? 'function' : constant || 'any' };
    });
}

const result = {};
for (const name of NAMESPACES) {
    result[name] = membersOf(checker.getTypeOfSymbol(find(name)));
}
for (const name of CLASSES) {
    // What a new object holds is its own affair: only methods have to be of a kind.
    result[name] = membersOf(checker.getDeclaredTypeOfSymbol(find(name)))
        .map((member) => (member.kind === 'function' ? member : { ...member, kind: 'any' }));
}
console.log(JSON.stringify(result));
