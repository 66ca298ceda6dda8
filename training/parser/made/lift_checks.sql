CREATE TABLE bldg (
  bldg_no integer PRIMARY KEY,
  bldg_nm text,
  city text,
  floors integer,
  built_yr integer,
  owner_nm text
);
INSERT INTO bldg VALUES
(10,'Torre Alameda','Madrid',31,1998,'Grupo Serrano'),
(11,'Kessler Haus','Vienna',7,1911,'Kessler Erben'),
(12,'Pinnacle Court','Toronto',44,2009,'Maple Realty'),
(13,'Lakeside Clinic','Toronto',9,1986,'Ontario Health'),
(14,'Nordlys Hotel','Oslo',16,2003,'Fjord Hospitality'),
(15,'Plaza Mayor 4','Madrid',5,1902,NULL),
(16,'Danube Offices','Vienna',22,2014,'Kessler Erben'),
(17,'Harbour Flats','Oslo',12,1974,'Fjord Hospitality'),
(18,'Queen Street Arcade','Toronto',4,1928,'Maple Realty');
CREATE TABLE lift (
  lift_no text PRIMARY KEY,
  bldg_no integer,
  maker text,
  lift_type text,
  cap_kg integer,
  inst_yr integer,
  speed_ms real,
  FOREIGN KEY (bldg_no) REFERENCES bldg(bldg_no)
);
INSERT INTO lift VALUES
('A-100',10,'Otis','passenger',1000,1998,2.5),
('A-101',10,'Otis','freight',2500,1998,1.0),
('A-110',11,'Schindler','passenger',450,1967,0.6),
('A-120',12,'Kone','passenger',1600,2009,4.0),
('A-121',12,'Kone','passenger',1600,2009,4.0),
('A-122',12,'Kone','freight',3000,2010,1.2),
('A-130',13,'Schindler','hospital',2000,1987,1.0),
('A-140',14,'Kone','passenger',1150,2003,2.0),
('A-150',15,'Orona','passenger',320,1989,0.6),
('A-160',16,'Otis','passenger',1275,2014,3.0),
('A-161',16,'Schindler','freight',2000,2014,NULL),
('A-170',17,'Kone','passenger',630,1975,1.0);
CREATE TABLE inspector (
  insp_id integer PRIMARY KEY,
  fst_nm text,
  lst_nm text,
  city text,
  lic_yr integer,
  fee real
);
INSERT INTO inspector VALUES
(1,'Ingrid','Solheim','Oslo',2001,310.0),
(2,'Mateo','Rubio','Madrid',2012,240.5),
(3,'Anneliese','Grabner','Vienna',1995,290.0),
(4,'Priya','Nair','Toronto',2016,265.0),
(5,'Douglas','Whitfield','Toronto',1989,330.0),
(6,'Carmen','Ibarra','Madrid',2019,215.0),
(7,'Tobias','Wieser','Graz',2020,NULL),
(8,'Oluwaseun','Bello','Toronto',2005,280.0);
CREATE TABLE insp_visit (
  visit_no integer PRIMARY KEY,
  lift_no text,
  insp_id integer,
  visit_dt date,
  result text,
  defect_qty integer,
  dur_min integer,
  FOREIGN KEY (lift_no) REFERENCES lift(lift_no),
  FOREIGN KEY (insp_id) REFERENCES inspector(insp_id)
);
INSERT INTO insp_visit VALUES
(5001,'A-100',2,'2022-02-11','pass',0,55),
(5002,'A-101',2,'2022-02-11','conditional',3,80),
(5003,'A-110',3,'2022-03-04','fail',9,120),
(5004,'A-120',4,'2022-03-28','pass',1,60),
(5005,'A-121',5,'2022-03-28','pass',0,50),
(5006,'A-122',5,'2022-04-02','conditional',2,75),
(5007,'A-130',8,'2022-05-17','fail',6,110),
(5008,'A-140',1,'2022-06-09','pass',1,45),
(5009,'A-150',6,'2022-09-20','fail',7,95),
(5010,'A-110',3,'2022-10-01','pass',2,70),
(5011,'A-160',3,'2023-01-16','pass',0,65),
(5012,'A-130',4,'2023-02-08','pass',NULL,85),
(5013,'A-150',6,'2023-03-13','pass',1,60),
(5014,'A-120',8,'2023-03-30','pass',0,58);
