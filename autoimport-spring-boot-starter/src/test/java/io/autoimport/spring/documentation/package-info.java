/** What the documentation shows is compiled and run. */
package io.autoimport.spring.documentation;
