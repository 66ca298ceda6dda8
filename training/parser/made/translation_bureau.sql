CREATE TABLE trans (
  trans_no integer PRIMARY KEY,
  fst_nm text,
  lst_nm text,
  cty text,
  hire_dt date,
  rate_wd real,
  stat text
);
INSERT INTO trans VALUES
(901,'Mireille','Fontaine','Lyon','2009-04-01',0.14,'staff'),
(902,'Jakub','Nowicki','Kraków','2015-09-14',0.09,'freelance'),
(903,'Haruka','Ishii','Osaka','2012-06-18',0.17,'freelance'),
(904,'Samira','Benali','Casablanca','2018-01-22',0.11,'freelance'),
(905,'Joon-ho','Baek','Daejeon','2016-11-07',0.15,'staff'),
(906,'Ilse','Van Damme','Ghent','2003-02-10',0.13,'staff'),
(907,'Rafael','Mota','Porto','2020-08-31',0.08,'freelance'),
(908,'Dilnoza','Karimova','Tashkent','2021-05-03',NULL,'trainee'),
(909,'Colm','Geraghty','Galway','2011-10-25',0.12,'freelance'),
(910,'Aurélie','Petit','Lyon','2022-03-15',0.10,'trainee');
CREATE TABLE lang (
  lang_cd text PRIMARY KEY,
  lang_nm text,
  script text,
  surchg_pct integer
);
INSERT INTO lang VALUES
('EN','English','Latin',0),
('FR','French','Latin',0),
('JA','Japanese','Kanji-Kana',25),
('KO','Korean','Hangul',20),
('AR','Arabic','Arabic',30),
('PL','Polish','Latin',10),
('PT','Portuguese','Latin',5),
('UZ','Uzbek','Latin',NULL),
('RU','Russian','Cyrillic',10),
('NL','Dutch','Latin',5);
CREATE TABLE skill (
  trans_no integer,
  lang_cd text,
  lvl text,
  cert_yr integer,
  PRIMARY KEY (trans_no, lang_cd),
  FOREIGN KEY (trans_no) REFERENCES trans(trans_no),
  FOREIGN KEY (lang_cd) REFERENCES lang(lang_cd)
);
INSERT INTO skill VALUES
(901,'FR','native',2008),(901,'EN','expert',2010),(902,'PL','native',2014),(902,'RU','good',2017),(903,'JA','native',2011),(903,'EN','expert',2012),(904,'AR','native',2016),(904,'FR','native',2016),(905,'KO','native',2013),(905,'JA','good',2019),(906,'NL','native',2001),(907,'PT','native',NULL),(908,'RU','expert',2020),(909,'EN','native',2009);
CREATE TABLE client (
  cl_no integer PRIMARY KEY,
  cl_nm text,
  cty text,
  sector text,
  since_yr integer,
  disc_pct real
);
INSERT INTO client VALUES
(1,'Vallier Pharma','Lyon','medical',2010,5.0),
(2,'Okada Robotics','Osaka','technology',2014,7.5),
(3,'Blackwater Legal','London','law',2008,NULL),
(4,'Halla Games','Seoul','technology',2019,2.0),
(5,'Porto Vinhos','Porto','food',2017,0.0),
(6,'Sahara Wind','Casablanca','energy',2020,3.5),
(7,'Amber Shipping','Gdańsk','transport',2012,4.0),
(8,'Clinique Belmont','Geneva','medical',2016,6.0),
(9,'Nordsee Press','Hamburg','publishing',2021,NULL);
CREATE TABLE job (
  job_no integer PRIMARY KEY,
  cl_no integer,
  trans_no integer,
  src_cd text,
  tgt_cd text,
  wd_qty integer,
  due_dt date,
  amt real,
  FOREIGN KEY (cl_no) REFERENCES client(cl_no),
  FOREIGN KEY (trans_no) REFERENCES trans(trans_no),
  FOREIGN KEY (src_cd) REFERENCES lang(lang_cd),
  FOREIGN KEY (tgt_cd) REFERENCES lang(lang_cd)
);
INSERT INTO job VALUES
(7001,1,901,'EN','FR',12400,'2023-01-20',1736.0),
(7002,2,903,'EN','JA',30500,'2023-02-28',5185.0),
(7003,4,905,'JA','KO',8800,'2023-03-10',1320.0),
(7004,3,909,'FR','EN',4100,'2023-03-15',492.0),
(7005,6,904,'FR','AR',9700,'2023-04-02',1067.0),
(7006,7,902,'EN','PL',15200,'2023-04-21',1368.0),
(7007,5,907,'EN','PT',2300,'2023-05-05',184.0),
(7008,1,901,'FR','EN',6600,'2023-05-30',924.0),
(7009,8,901,'EN','FR',18900,'2023-06-12',2646.0),
(7010,2,905,'JA','KO',22100,'2023-07-07',3315.0),
(7011,7,902,'RU','PL',5400,'2023-07-19',NULL),
(7012,3,906,'EN','NL',7300,'2023-08-24',949.0),
(7013,4,903,'KO','JA',11000,'2023-09-01',1870.0),
(7014,6,904,'AR','FR',3600,'2023-09-18',396.0);
