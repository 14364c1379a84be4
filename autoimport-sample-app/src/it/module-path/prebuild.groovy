evaluate(new File(basedir, '../../../src/it/from-the-docs.groovy'))
