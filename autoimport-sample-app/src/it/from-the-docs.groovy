// Before a host is built it gets what the docs tell its team to write: a line of from-the-docs.txt names a file of the host, a page, and
// a text by which the code block is known there. What is not there once, or does not compile, fails the build.

IMPORTS = [
    'io.autoimport.core.command.*', 'io.autoimport.core.event.*', 'io.autoimport.core.model.*', 'io.autoimport.core.spi.*',
    'java.util.*', 'java.util.concurrent.*', 'org.springframework.context.event.EventListener', 'org.springframework.jdbc.core.simple.JdbcClient',
    'org.springframework.stereotype.*', 'org.slf4j.*'
]

def block(String page, String known) {
    def text = new File(docs as String, page).getText('UTF-8')
    def blocks = (text =~ /(?ms)^```[a-z]+\n(.*?)^```$/).collect { it[1] }.findAll { it.contains(known) }
    assert blocks.size() == 1: "$page has ${blocks.size()} code blocks with: $known"
    blocks[0]
}

new File(basedir, 'from-the-docs.txt').eachLine('UTF-8') { line ->
    def (path, page, known) = line.split(/ \| /, 3)
    def code = block(page, known)
    def file = new File(basedir, path)
    file.parentFile.mkdirs()
    if (path == 'pom.xml') {
        def marker = '<!-- README: autoimport-spring-boot-starter -->'
        assert file.getText('UTF-8').contains(marker)
        file.setText(file.getText('UTF-8').replace(marker, code), 'UTF-8')
    } else if (path.endsWith('.java') && !code.startsWith('package ') && !path.endsWith('/module-info.java')) {
        def imports = code.contains('\nimport ') || code.startsWith('import ') ? '' : IMPORTS.collect { "import $it;\n" }.join()
        file.setText("package com.example;\n\n$imports\n$code", 'UTF-8')
    } else {
        file.setText(code, 'UTF-8')
    }
}
true
