/** What the documentation says is what the code does, what it shows is compiled and run, and what it links to is there. */
package io.autoimport.spring.documentation;
